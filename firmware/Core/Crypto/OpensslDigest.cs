// Which digest an openssl envelope's key was derived with (openssl enc -md).

namespace NanoSpa.Core;

/// <summary>The digests that openssl enc used by default: MD5 before 1.1, SHA-256 since.</summary>
public enum OpensslDigest
{
    Unknown = 0,
    Md5 = 1,
    Sha256 = 2,
}
