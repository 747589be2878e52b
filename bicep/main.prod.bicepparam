// Fixed outbound address, a warm instance for the webhook, all alerts, state in three zones. It begins on the exchange's demo as well: change tradingMode
// only after the checklist in docs/operations.md.
using 'main.bicep'

param environmentName = 'prod'
param tradingMode = 'demo'
param symbols = 'BTCUSDT,ETHUSDT,SOLUSDT,BNBUSDT,DOGEUSDT,XRPUSDT'
param instanceMemoryMB = 2048
param alwaysReadyHttp = 1
param storageSku = 'Standard_ZRS'
param lockState = true
param fixedOutboundIp = true
param alertSet = 'all'
param logRetentionDays = 90
param logDailyCapGb = 2
param alertMail = readEnvironmentVariable('BALLAST_ALERT_MAIL', '')
param operatorPrincipalId = readEnvironmentVariable('BALLAST_OPERATOR_ID', '')
param operatorAddresses = empty(readEnvironmentVariable('BALLAST_OPERATOR_CIDR', '')) ? [] : split(readEnvironmentVariable('BALLAST_OPERATOR_CIDR', ''), ',')
param budgetAmount = 120
param budgetStart = readEnvironmentVariable('BALLAST_BUDGET_START', '')

// TradingView's senders (docs/security.md). The operator's own addresses come behind them, for reads and controls.
param allowedCallers = concat(
  [
    '52.89.214.238/32'
    '34.212.75.30/32'
    '54.218.53.128/32'
    '52.32.178.7/32'
  ],
  empty(readEnvironmentVariable('BALLAST_OPERATOR_CIDR', '')) ? [] : split(readEnvironmentVariable('BALLAST_OPERATOR_CIDR', ''), ',')
)
