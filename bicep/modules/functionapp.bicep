// The app on Flex Consumption. Every setting here is one that the code or the Functions host reads; a test compares.
param name string
param location string
param tags object
param environmentName string
param identityId string
param identityClientId string
param storageName string
param containerName string
param busName string
param vaultName string
param componentName string
param subnetId string
param instanceMemoryMB int
param alwaysReadyHttp int
param httpPerInstanceConcurrency int
param maximumInstanceCount int
param allowedCallers array
param notifiesWebhook bool
param tradingMode string
param liveConfirmed string
param account string
param symbols string
param extraSettings object

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: busName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

var settings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  TableStorage__tableServiceUri: storage.properties.primaryEndpoints.table
  TableStorage__credential: 'managedidentity'
  TableStorage__clientId: identityClientId
  ServiceBusConnection__fullyQualifiedNamespace: split(split(bus.properties.serviceBusEndpoint, '://')[1], ':')[0]
  ServiceBusConnection__credential: 'managedidentity'
  ServiceBusConnection__clientId: identityClientId
  KeyVault__Uri: vault.properties.vaultUri
  APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
  AZURE_FUNCTIONS_ENVIRONMENT: environmentName
  TradingMode: tradingMode
  LiveConfirmed: liveConfirmed
  Account: account
  Symbols: symbols
}

var notifySettings = notifiesWebhook
  ? {
      Notify__WebhookUrl: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=Notify-WebhookUrl)'
    }
  : {}

// What is given by hand loses against what the deployment must set.
var allSettings = union(extraSettings, notifySettings, settings)

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      alwaysOn: false
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      ipSecurityRestrictionsDefaultAction: empty(allowedCallers) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: [
        for (caller, i) in allowedCallers: {
          name: 'caller-${i}'
          action: 'Allow'
          priority: 100 + i
          ipAddress: caller
        }
      ]
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${containerName}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttp > 0 ? [{ name: 'http', instanceCount: alwaysReadyHttp }] : []
        triggers: {
          http: {
            perInstanceConcurrency: httpPerInstanceConcurrency
          }
        }
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: allSettings
}

// Deployment is by Entra identity; user name and password are off.
resource passwords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = [
  for channel in ['ftp', 'scm']: {
    parent: app
    name: channel
    properties: {
      allow: false
    }
  }
]

output name string = app.name
output host string = app.properties.defaultHostName
