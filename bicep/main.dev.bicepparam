// The exchange's demo at the least cost: scales to zero, three alert rules, no fixed address.
using 'main.bicep'

param environmentName = 'dev'
param tradingMode = 'demo'
param symbols = 'BTCUSDT,ETHUSDT,SOLUSDT'
param instanceMemoryMB = 512
param alwaysReadyHttp = 0
param alertSet = 'core'
param logRetentionDays = 30
param logDailyCapGb = 1
param alertMail = readEnvironmentVariable('BALLAST_ALERT_MAIL', '')
param operatorPrincipalId = readEnvironmentVariable('BALLAST_OPERATOR_ID', '')
param budgetAmount = 30
param budgetStart = readEnvironmentVariable('BALLAST_BUDGET_START', '')
