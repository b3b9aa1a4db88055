// --set NAME=VALUE into a parameter store.

using NanoSpa.Core;
using NanoSpa.Parameters;
using System.Text;

namespace NanoSpa.Tool.Commands;

/// <summary>Sets one parameter, or says in one line why not.</summary>
internal static class ParameterSetting
{
    public static void Apply(ParameterStore store, string name, byte[] value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        int index = Catalogue.Find(bytes, 0, bytes.Length);
        if (index < 0)
        {
            throw new UsageException($"--set: there is no parameter or macro named '{name}'; names are as in a profile, such as Profile_Rule or User_ID_1_");
        }

        ParameterTransaction transaction = store.Begin();
        Fault fault = transaction.Set(index, value, 0, value.Length);
        if (fault != Fault.None && fault != Fault.StoreFull)
        {
            throw new UsageException($"--set: {name}: offset {transaction.FaultPosition}: {FaultText.Of(fault)}");
        }

        if (fault == Fault.None)
        {
            fault = transaction.Commit();
        }

        if (fault != Fault.None)
        {
            transaction.Abort();
            throw new UsageException($"--set: {name}: {FaultText.Of(fault)}");
        }
    }
}
