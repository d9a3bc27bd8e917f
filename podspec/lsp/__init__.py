"""What `podspec lsp` answers: a language server for specs, over pygls.

Only the modules that speak to an editor (`server` and those whose answers it sends) know the protocol's types; the
rest know texts, paths and spans. Sources: Language Server Protocol 3.17, and pygls 2.1.1 (both read 2026-11).
"""
