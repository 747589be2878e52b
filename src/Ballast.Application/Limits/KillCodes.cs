namespace Ballast.Application.Limits;

/// <summary>Venue codes after which nothing may be sent until a person has looked: signature, key, IP, permission, reduce-only account, liquidation. Source: facts.md §4.</summary>
public static class KillCodes
{
    public static bool Contains(int code) => code is -1022 or -2014 or -2015 or -2017 or -4087 or -4088 or -2023;
}
