// Bodies of forms in, what the store has afterwards and what is told of it out.

using System.Text;
using NanoSpa.Boards.Virtual;
using NanoSpa.Core;
using NanoSpa.Parameters;
using nanoFramework.TestFramework;

namespace NanoSpa.Device.Tests;

[TestClass]
public class WebFormTests
{
    private readonly ParameterStore _store = new ParameterStore(new MemoryFlash(16384), 8192);
    private readonly TextBuffer _token = new TextBuffer(8);
    private WebForm _form;

    [TestMethod]
    [DataRow("token=abcd&GPP_A=x+y%21%zz", (int)FormResult.Saved, ParameterIndex.GPP_A, "x y!?", 1)]
    [DataRow("GPP_A=x&token=abcd", (int)FormResult.Saved, ParameterIndex.GPP_A, "x", 1)]
    [DataRow("token=abcd&GPP_A=a%0D%0Ab", (int)FormResult.Saved, ParameterIndex.GPP_A, "a\nb", 1)]
    [DataRow("token=abcd&GPP_B=l1%0D%0Al2", (int)FormResult.Saved, ParameterIndex.GPP_B, "l1\r\nl2", 0)]
    [DataRow("token=abcd&GPP_B=", (int)FormResult.Saved, ParameterIndex.GPP_B, "", 1)]
    [DataRow("token=abcd&GPP_SA=", (int)FormResult.Saved, ParameterIndex.GPP_SA, "kept", 0)]
    [DataRow("token=abcd&GPP_SA=&clear.GPP_SA=on", (int)FormResult.Saved, ParameterIndex.GPP_SA, "", 1)]
    [DataRow("token=abcd&GPP_SA=new", (int)FormResult.Saved, ParameterIndex.GPP_SA, "new", 1)]
    [DataRow("token=abcd&GPP_C=1&GPP_C=2", (int)FormResult.Saved, ParameterIndex.GPP_C, "2", 1)]
    [DataRow("token=abcd&nothing=1&&=&%", (int)FormResult.Saved, ParameterIndex.GPP_C, "", 0)]
    [DataRow("token=abcd&GPP_C=x&Resync_Random_Delay=abc", (int)FormResult.ValuesWrong, ParameterIndex.GPP_C, "", 1)]
    [DataRow("token=abcd&GPP_C=x&Resync_Random_Delay=70000&Provision_Enable=maybe", (int)FormResult.ValuesWrong, ParameterIndex.GPP_C, "", 2)]
    [DataRow("token=abce&GPP_C=x", (int)FormResult.TokenWrong, ParameterIndex.GPP_C, "", -1)]
    [DataRow("token=abc&GPP_C=x", (int)FormResult.TokenWrong, ParameterIndex.GPP_C, "", -1)]
    [DataRow("token=abcdabcd&GPP_C=x", (int)FormResult.TokenWrong, ParameterIndex.GPP_C, "", -1)]
    [DataRow("GPP_C=x", (int)FormResult.TokenWrong, ParameterIndex.GPP_C, "", -1)]
    [DataRow("", (int)FormResult.TokenWrong, ParameterIndex.GPP_C, "", -1)]
    public void AFormIsSavedWholeOrNotAtAll(string body, int result, int parameter, string value, int count)
    {
        Open(Account.Admin, 1024);
        Write(body);
        Assert.AreEqual(result, (int)_form.Apply());
        Assert.AreEqual(value, _store.Text(parameter));
        if (count >= 0)
        {
            Assert.AreEqual(count, _form.Count);
        }
    }

    [TestMethod]
    [DataRow("token=abcd&Speed_Dial_2_1_=14085551234", (int)FormResult.Saved)]
    [DataRow("token=abcd&Speed_Dial_2_1_=14085551234&GPP_C=x", (int)FormResult.NotAllowed)]
    [DataRow("token=abcd&GPP_C=", (int)FormResult.NotAllowed)]
    [DataRow("token=abcd&clear.Admin_Passwd=on", (int)FormResult.NotAllowed)]
    [DataRow("token=abcd&User_Password=secret", (int)FormResult.Saved)]
    public void TheUserSetsWhatItMay(string body, int result)
    {
        Open(Account.User, 1024);
        Write(body);
        Assert.AreEqual(result, (int)_form.Apply());
        Assert.AreEqual("", _store.Text(ParameterIndex.GPP_C));
        Assert.AreEqual(result == (int)FormResult.Saved && _store.Text(ParameterIndex.User_Password) == "" ? "14085551234" : "", _store.Text(ParameterIndex.Speed_Dial_2_1_));
    }

    [TestMethod]
    [DataRow(2048, (int)FormResult.Saved)]
    [DataRow(2049, (int)FormResult.ValuesWrong)]
    [DataRow(20000, (int)FormResult.ValuesWrong)]
    public void AValueThatIsTooLongIsToldNotCut(int length, int result)
    {
        Open(Account.Admin, 4096);
        Write("token=abcd&GPP_C=" + new string('x', length));
        Assert.AreEqual(result, (int)_form.Apply());
        Assert.AreEqual(result == (int)FormResult.Saved ? length : 0, _store.LengthOf(ParameterIndex.GPP_C));
        if (result != (int)FormResult.Saved)
        {
            Assert.AreEqual((int)Fault.ValueTooLong, (int)_form.Values.FaultOf(_form.Values.Find(ParameterIndex.GPP_C)));
        }
    }

    [TestMethod]
    public void MoreThanIsHeldIsRefused()
    {
        Open(Account.Admin, 64);
        Write("token=abcd&GPP_C=" + new string('x', 60));
        Assert.AreEqual((int)FormResult.TooLarge, (int)_form.Apply());
        Open(Account.Admin, 64);
        for (int i = 0; i < 401; i++)
        {
            _form.Write(Encoding.UTF8.GetBytes("a=1&"), 0, 4);
        }

        Write("token=abcd");
        Assert.AreEqual((int)FormResult.TooLarge, (int)_form.Apply());
    }

    [TestMethod]
    public void AnyChunkingIsTheSame()
    {
        byte[] body = Encoding.UTF8.GetBytes("token=abcd&GPP_C=a%20b%0d%0Ac&GPP_D=1%3D2");
        for (int split = 0; split <= body.Length; split++)
        {
            Open(Account.Admin, 1024);
            _form.Write(body, 0, split);
            for (int i = split; i < body.Length; i++)
            {
                _form.Write(body, i, 1);
            }

            _form.Finish();
            int entry = _form.Values.Find(ParameterIndex.GPP_C);
            Assert.AreEqual("a b\nc", Encoding.UTF8.GetString(_form.Values.Bytes, _form.Values.OffsetOf(entry), _form.Values.CountOf(entry)));
            entry = _form.Values.Find(ParameterIndex.GPP_D);
            Assert.AreEqual("1=2", Encoding.UTF8.GetString(_form.Values.Bytes, _form.Values.OffsetOf(entry), _form.Values.CountOf(entry)));
        }
    }

    [TestMethod]
    public void OnlyParametersOfTheRebootClassAskForARestart()
    {
        Open(Account.Admin, 1024);
        Write("token=abcd&GPP_C=x");
        _form.Apply();
        Assert.IsFalse(_form.NeedsRestart);
        _form.Open(Account.Admin, _token);
        Write("token=abcd&SIP_Port_1_=5070");
        _form.Apply();
        Assert.IsTrue(_form.NeedsRestart);
    }

    private void Open(Account account, int valuesBytes)
    {
        _store.Load();
        ParameterTransaction transaction = _store.Begin();
        Set(transaction, ParameterIndex.GPP_B, "l1\r\nl2");
        Set(transaction, ParameterIndex.GPP_SA, "kept");
        Set(transaction, ParameterIndex.GPP_C, "");
        Assert.AreEqual((int)Fault.None, (int)transaction.Commit());
        _token.Clear();
        _token.Append("abcd");
        _form = new WebForm(_store, valuesBytes);
        _form.Open(account, _token);
    }

    private void Write(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        _form.Write(bytes, 0, bytes.Length);
        _form.Finish();
    }

    private static void Set(ParameterTransaction transaction, int index, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        transaction.Set(index, bytes, 0, bytes.Length);
    }
}
