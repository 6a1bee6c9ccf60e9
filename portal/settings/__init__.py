"""Settings of the portal: `dev` (make run), `test` (make test) and `production`, all built on `base`."""
