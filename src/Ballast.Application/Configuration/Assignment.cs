namespace Ballast.Application.Configuration;

/// <summary>An allowed value that somebody gave a setting.</summary>
/// <param name="Name">The whole name that it was given by, with its scope.</param>
/// <param name="Rank">Within one scope the higher ones win: without an environment, then with it; without an account, then with it.</param>
internal sealed record Assignment(SettingAddress Address, string Text, string Name, string Origin)
{
    public Setting Setting => Address.Setting;

    public int Rank => (Address.Account is null ? 0 : 2) + (Address.Environment is null ? 0 : 1);

    public string Source => $"setting {Name}";
}
