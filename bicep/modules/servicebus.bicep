// Two queues. Duplicate detection and sessions cannot be changed after creation. The embedded queue declares the same
// (src/Ballast.Functions/Composition/Embedded.cs); tests/Ballast.Architecture.Tests/Infra compares the two.
param name string
param location string
param tags object
param principalId string

var serviceBusDataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var serviceBusDataReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

// Entries: in order within account|symbol; a stale one never trades. Each message has a shorter life of its own.
resource entries 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: bus
  name: 'entries'
  properties: {
    requiresSession: true
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    lockDuration: 'PT1M'
    maxDeliveryCount: 5
    defaultMessageTimeToLive: 'PT5M'
    deadLetteringOnMessageExpiration: true
    enablePartitioning: false
  }
}

// Exits and guards: no session and no time to live. An exit waits behind nothing and never gets too old.
resource exits 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: bus
  name: 'exits'
  properties: {
    requiresSession: false
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT10M'
    lockDuration: 'PT1M'
    maxDeliveryCount: 20
    deadLetteringOnMessageExpiration: false
    enablePartitioning: false
  }
}

resource entriesRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [serviceBusDataSender, serviceBusDataReceiver]: {
    name: guid(entries.id, principalId, role)
    scope: entries
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource exitsRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [serviceBusDataSender, serviceBusDataReceiver]: {
    name: guid(exits.id, principalId, role)
    scope: exits
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

output id string = bus.id
output name string = bus.name
