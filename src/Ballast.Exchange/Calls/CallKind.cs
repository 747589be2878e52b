namespace Ballast.Exchange.Calls;

internal enum CallKind
{
    /// <summary>Needs no key.</summary>
    Public,

    /// <summary>Reads something of ours.</summary>
    Signed,

    /// <summary>Changes something: once begun it is waited for, as giving up the wait would not undo it.</summary>
    Changing,
}
