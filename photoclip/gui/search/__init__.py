"""The search line: completion, chips, mistakes and their mending, examples, recent searches."""
