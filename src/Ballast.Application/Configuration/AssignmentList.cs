namespace Ballast.Application.Configuration;

/// <summary>Every configured name taken apart and judged on its own.</summary>
internal sealed class AssignmentList
{
    private static readonly string[] CommonEnvironments = ["Development", "Staging", "Production"];

    private readonly List<Assignment> _effective = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _elsewhere = [];
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    /// <summary>The allowed values that count in this environment and account.</summary>
    public IReadOnlyList<Assignment> Effective => _effective;

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>One sentence per name that is meant for somewhere else and may be a slip.</summary>
    public IReadOnlyList<string> Elsewhere => _elsewhere;

    /// <param name="known">Other accounts that this deployment has: their settings are no slip.</param>
    public static AssignmentList Read(ISettingsSource source, string environment, string account, IReadOnlyCollection<string> known)
    {
        var list = new AssignmentList();
        foreach (var (name, origin) in source.Names.OrderBy(n => n.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (SettingAddress.Parse(name, out var problem) is not { } address)
            {
                list._problems.AddRange(problem is null ? [] : [problem]);
            }
            else if (source.Read(name) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                list.Judge(new Assignment(address, text.Trim(), name, origin), environment, account, known);
            }
        }

        list.CheckLadders();
        return list;
    }

    /// <summary>True where a value of the rule was refused already: what is left says nothing about what the person meant.</summary>
    public bool IsRefused(BrokenRule rule) => _refused.Contains(rule.First) || _refused.Contains(rule.Second);

    private void Judge(Assignment assignment, string environment, string account, IReadOnlyCollection<string> known)
    {
        var address = assignment.Address;
        if (address.Setting.Scope == SettingScope.Account && (address.Strategy is not null || address.Symbol is not null))
        {
            Refuse(assignment, $"only for the whole account, as {address.Setting.Name}");
        }
        else if (address.Setting.Apply(SettingCatalogue.Defaults, assignment.Text) is null)
        {
            Refuse(assignment, address.Setting.Allowed);
        }
        else if (address.Account is { } otherAccount && !otherAccount.Equals(account, StringComparison.OrdinalIgnoreCase))
        {
            if (known.Contains(otherAccount, StringComparer.OrdinalIgnoreCase))
            {
                return;
            }

            _elsewhere.Add($"Setting {assignment.Name} has no effect here: it is for account {otherAccount}, this is account {account}.");
        }
        else if (address.Environment is null || address.Environment.Equals(environment, StringComparison.OrdinalIgnoreCase))
        {
            _effective.Add(assignment);
        }
        else if (!CommonEnvironments.Contains(address.Environment, StringComparer.OrdinalIgnoreCase))
        {
            _elsewhere.Add($"Setting {assignment.Name} has no effect here: it is for environment {address.Environment}, this is {environment}.");
        }
    }

    /// <summary>The two-step multipliers are a ladder too: one scope gives the one or the other.</summary>
    private void CheckLadders()
    {
        foreach (var scope in _effective.GroupBy(a => a.Address with { Setting = SettingCatalogue.All[0] }).Where(g => g.Any(a => a.Setting.Name == AtrRiskSettings.Ladder)).ToList())
        {
            foreach (var step in scope.Where(a => a.Setting.Name is AtrRiskSettings.High or AtrRiskSettings.Low))
            {
                Refuse(step, $"not beside {AtrRiskSettings.Ladder}, which sets the same multipliers");
            }
        }
    }

    private void Refuse(Assignment assignment, string allowed)
    {
        _refused.Add(assignment.Setting.Name);
        _problems.Add(SettingsReader.Sentence(assignment.Name, assignment.Text, allowed));
    }
}
