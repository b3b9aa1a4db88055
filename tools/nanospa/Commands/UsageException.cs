// A wrong use of the command line, told in one line.

using System;

namespace NanoSpa.Tool.Commands;

/// <summary>Ends the program with exit status 2 and its message.</summary>
internal sealed class UsageException(string message) : Exception(message);
