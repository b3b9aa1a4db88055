// Sets of values that all follow from one number, so that a mix of two sets shows.

using System;
using System.Text;
using NanoSpa.Core;
using NanoSpa.Parameters;

namespace NanoSpa.PowerLoss;

/// <summary>Makes set n in a transaction, and tells which set a store holds.</summary>
public static class NumberedSet
{
    /// <summary>A store that holds no whole set.</summary>
    public const long Mixed = -1;

    // Values of several lengths, so that entries move between the sets; the first one holds the number alone.
    private static readonly int[] Parameters =
    {
        ParameterIndex.GPP_A, ParameterIndex.GPP_B, ParameterIndex.GPP_SA, ParameterIndex.Profile_Rule, ParameterIndex.User_ID_1_,
        ParameterIndex.Password_1_, ParameterIndex.Proxy_1_, ParameterIndex.GPP_P, ParameterIndex.Speed_Dial_2_1_, ParameterIndex.Display_Name_2_,
    };

    /// <summary>Sets every value, and one access, to those of the set.</summary>
    public static void Put(ParameterTransaction transaction, long number)
    {
        for (int i = 0; i < Parameters.Length; i++)
        {
            byte[] value = Encoding.ASCII.GetBytes(ValueOf(i, number));
            Fault fault = transaction.Set(Parameters[i], value, 0, value.Length);
            if (fault != Fault.None)
            {
                throw new InvalidOperationException("set " + number + ": fault " + (int)fault);
            }
        }

        transaction.SetAccess(ParameterIndex.GPP_A, AccessOf(number));
    }

    /// <summary>The number of the set the store holds, 0 for factory values, <see cref="Mixed"/> for anything else.</summary>
    public static long Of(ParameterStore store)
    {
        string first = store.Text(Parameters[0]);
        bool isFactory = first.Length == 0;
        long number = 0;
        if (!isFactory && !long.TryParse(first, out number))
        {
            return Mixed;
        }

        for (int i = 0; i < Parameters.Length; i++)
        {
            string expected = isFactory ? Catalogue.DefaultOf(Parameters[i]) : ValueOf(i, number);
            if (store.Text(Parameters[i]) != expected)
            {
                return Mixed;
            }
        }

        Access access = isFactory ? Catalogue.AccessOf(ParameterIndex.GPP_A) : AccessOf(number);
        return store.AccessOf(ParameterIndex.GPP_A) == access ? number : Mixed;
    }

    private static string ValueOf(int parameter, long number)
    {
        // The later parameters have types that hold 39 bytes and more.
        return parameter == 0 ? number.ToString() : number + new string((char)('a' + parameter), (int)((number * 7 * parameter) % (parameter < 4 ? 90 : 28)));
    }

    private static Access AccessOf(long number)
    {
        return (Access)(1 + (number % 3));
    }
}
