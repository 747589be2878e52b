global using Ballast.Functions.Tests.Support;
