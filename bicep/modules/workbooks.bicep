// Dashboards in Azure Monitor, from infra/workbooks.
param stem string
param location string
param tags object
param workspaceId string

var workbooks = [
  {
    key: 'trading'
    title: 'Trading'
    content: loadTextContent('../../infra/workbooks/trading.json')
  }
  {
    key: 'execution'
    title: 'Execution health'
    content: loadTextContent('../../infra/workbooks/execution.json')
  }
  {
    key: 'cost'
    title: 'Cost'
    content: loadTextContent('../../infra/workbooks/cost.json')
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = [
  for book in workbooks: {
    name: guid(resourceGroup().id, stem, book.key)
    location: location
    tags: tags
    kind: 'shared'
    properties: {
      displayName: 'Ballast ${stem}: ${book.title}'
      category: 'workbook'
      sourceId: workspaceId
      serializedData: book.content
      version: '1.0'
    }
  }
]
