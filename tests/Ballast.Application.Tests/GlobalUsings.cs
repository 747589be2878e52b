global using Ballast.Application.Tests.Support;
