Console.Error.WriteLine("usage: Ballast.Benchmarks [all|decision|webhook|fill|dequeue|start]"); return 2;
