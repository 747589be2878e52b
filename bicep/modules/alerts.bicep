// Alert rules. The queries are files in infra/alerts, each with its meaning and first steps in docs/operations.md.
param stem string
param location string
param tags object
param workspaceId string
param busId string
param actionGroupIds array

@description('False: only the core.')
param isWhole bool

// Severity 0 is worst. A query looks at the window's time only; it finds something: the alert fires.
var core = [
  {
    key: 'critical'
    title: 'A critical notice: something may be unguarded, or trading has stopped'
    severity: 0
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/critical.kql')
  }
  {
    key: 'order-unknown'
    title: 'An order of unknown outcome for more than two minutes'
    severity: 1
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/order-unknown.kql')
  }
  {
    key: 'missed-timer'
    title: 'A timer does not run'
    severity: 1
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/missed-timer.kql')
  }
]

var others = [
  {
    key: 'stale-cache'
    title: 'Policy or Crypto-VIX is stale: no entries'
    severity: 2
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/stale-cache.kql')
  }
  {
    key: 'webhook-401'
    title: 'Many alerts with a wrong secret'
    severity: 2
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/webhook-401.kql')
  }
  {
    key: 'reconcile-mismatch'
    title: 'State and exchange disagree'
    severity: 1
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/reconcile-mismatch.kql')
  }
  {
    key: 'rate-limit'
    title: 'The exchange limits or has banned this address'
    severity: 1
    window: 'PT10M'
    query: loadTextContent('../../infra/alerts/rate-limit.kql')
  }
  {
    key: 'strategy-decayed'
    title: 'A strategy is worse than it was: its entries are reduced'
    severity: 2
    window: 'PT15M'
    query: loadTextContent('../../infra/alerts/strategy-decayed.kql')
  }
  {
    key: 'daily-loss'
    title: 'The day\'s loss limit refuses entries'
    severity: 2
    window: 'PT15M'
    query: loadTextContent('../../infra/alerts/daily-loss.kql')
  }
  {
    key: 'drawdown'
    title: 'Drawdown has stopped trading or is near it'
    severity: 1
    window: 'PT15M'
    query: loadTextContent('../../infra/alerts/drawdown.kql')
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in (isWhole ? concat(core, others) : core): {
    name: 'alert-${stem}-${rule.key}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Ballast ${stem}: ${rule.title}'
      description: 'Meaning and first steps: docs/operations.md, ${rule.key}.'
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      // A rule may be deployed before the first telemetry has made its table.
      skipQueryValidation: true
      autoMitigate: true
      actions: {
        actionGroups: actionGroupIds
      }
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-${stem}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Meaning and first steps: docs/operations.md, dead-letters.'
    severity: 1
    enabled: true
    scopes: [busId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: ['*']
            }
          ]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    autoMitigate: true
    actions: [for id in actionGroupIds: { actionGroupId: id }]
  }
}
