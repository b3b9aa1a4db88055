// Something that the person at the keyboard has to put right, told in one line.

using System;

namespace NanoSpa.Flash;

/// <summary>Ends the program with exit status 2 and its message.</summary>
internal sealed class UsageException(string message) : Exception(message);
