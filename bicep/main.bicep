// Everything that one deployment of Ballast needs, in one resource group. No keys and no secrets: the app proves itself by its identity,
// and secrets are put into the vault afterwards (infra/secrets.sh).
targetScope = 'resourceGroup'

@description('Short name of the deployment, part of every resource name.')
@minLength(3)
@maxLength(12)
param name string = 'ballast'

@description('Environment. The app sees it as AZURE_FUNCTIONS_ENVIRONMENT; settings under Environment__<it>__ apply.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('Region. Not one from which the exchange refuses calls.')
param location string = resourceGroup().location

@description('What trades: demo or live. The paper venue lives in one process; here each function has processes of its own, so the app refuses it.')
@allowed(['demo', 'live'])
param tradingMode string = 'demo'

@description('For tradingMode live: the account name again. Without it the app does not start, so that real money is never traded by one changed word.')
param liveConfirmed string = ''

@description('Account name: 1 to 64 letters, digits, - and _. It stands in every stored key; never change it while a position is open.')
param account string = 'main'

@description('Perpetuals that are traded, separated by commas.')
param symbols string = 'BTCUSDT,ETHUSDT,SOLUSDT'

@description('Further settings of the app, name to value (docs/strategy.md). No secrets.')
param extraSettings object = {}

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances kept warm for the webhook. 0: a cold start may take longer than the 3 s that TradingView waits.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int = 1

@description('HTTP requests that one instance takes at the same time.')
@minValue(1)
@maxValue(1000)
param httpPerInstanceConcurrency int = 100

@description('Most instances of the app. Nothing relies on it.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Redundancy of the storage account, which holds all state.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('True: the storage account and the vault cannot be deleted before the lock is taken off. The deploying principal must be allowed to set locks.')
param lockState bool = false

@description('True: virtual network and NAT gateway, so that all calls leave from one fixed address. Needed for the allow-list of an exchange key.')
param fixedOutboundIp bool = false

@description('Addresses (CIDR) that may call the app; empty: all. TradingView sends from four.')
param allowedCallers array = []

@description('Object id of the person or group that sets secrets; empty: nobody is given that role here.')
param operatorPrincipalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

@description('Addresses (CIDR) from which the operator reaches the vault when it is closed (fixedOutboundIp).')
param operatorAddresses array = []

@description('True: the vault holds Notify-WebhookUrl, and warnings are posted there.')
param notifiesWebhook bool = false

@description('Where alerts are mailed to; empty: they stand in the portal only.')
param alertMail string = ''

@description('Which alert rules are deployed. core: those without which a position may be unguarded and nobody knows.')
@allowed(['all', 'core', 'none'])
param alertSet string = 'all'

@description('Days that telemetry is kept. The first 31 (Application Insights tables: 90) are free.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Most telemetry in a day, GB. Above it nothing is recorded and log alerts are blind until the next day.')
@minValue(1)
param logDailyCapGb int = 1

@description('Monthly budget in the currency of the subscription; 0: none.')
@minValue(0)
param budgetAmount int = 0

@description('First day of the month in which the budget began, yyyy-MM-01; empty: no budget. deploy.sh finds it.')
param budgetStart string = ''

var suffix = uniqueString(resourceGroup().id, name, environmentName)
var stem = '${name}-${environmentName}'
var tags = {
  app: 'ballast'
  environment: environmentName
}

module identity 'modules/identity.bicep' = {
  params: {
    name: 'id-${stem}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    stem: stem
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    mail: alertMail
  }
}

module network 'modules/network.bicep' = if (fixedOutboundIp) {
  params: {
    stem: stem
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: toLower(take('st${replace(stem, '-', '')}${suffix}', 24))
    location: location
    tags: tags
    sku: storageSku
    isLocked: lockState
    principalId: identity.outputs.principalId
  }
}

module bus 'modules/servicebus.bicep' = {
  params: {
    name: 'sb-${stem}-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/keyvault.bicep' = {
  params: {
    name: take('kv-${take(replace(name, '-', ''), 6)}-${suffix}', 24)
    location: location
    tags: tags
    isLocked: lockState
    principalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    operatorAddresses: operatorAddresses
    subnetId: fixedOutboundIp ? network!.outputs.subnetId : ''
  }
}

module app 'modules/functionapp.bicep' = {
  params: {
    name: 'func-${stem}-${suffix}'
    location: location
    tags: tags
    environmentName: environmentName
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    containerName: storage.outputs.containerName
    busName: bus.outputs.name
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
    subnetId: fixedOutboundIp ? network!.outputs.subnetId : ''
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyHttp: alwaysReadyHttp
    httpPerInstanceConcurrency: httpPerInstanceConcurrency
    maximumInstanceCount: maximumInstanceCount
    allowedCallers: allowedCallers
    notifiesWebhook: notifiesWebhook
    tradingMode: tradingMode
    liveConfirmed: liveConfirmed
    account: account
    symbols: symbols
    extraSettings: extraSettings
  }
}

module alerts 'modules/alerts.bicep' = if (alertSet != 'none') {
  params: {
    stem: stem
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    busId: bus.outputs.id
    actionGroupIds: monitoring.outputs.actionGroupIds
    isWhole: alertSet == 'all'
  }
}

module workbooks 'modules/workbooks.bicep' = {
  params: {
    stem: stem
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0 && !empty(budgetStart)) {
  params: {
    name: 'budget-${stem}'
    amount: budgetAmount
    start: budgetStart
    mail: alertMail
  }
}

output appName string = app.outputs.name
output appHost string = app.outputs.host
output vaultName string = vault.outputs.name
output outboundAddress string = fixedOutboundIp ? network!.outputs.address : ''
