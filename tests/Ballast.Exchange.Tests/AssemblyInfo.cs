// The library keeps one clock offset per process, and each test's venue has a clock of its own.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
