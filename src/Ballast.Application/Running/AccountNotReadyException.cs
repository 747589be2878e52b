namespace Ballast.Application.Running;

/// <summary>The account's risk record does not exist yet: only reconciliation with the exchange makes it.</summary>
public sealed class AccountNotReadyException : Exception
{
    public AccountNotReadyException()
        : this("?")
    {
    }

    public AccountNotReadyException(string account)
        : base($"Account '{account}' has not been reconciled with the exchange yet.")
    {
    }

    public AccountNotReadyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
