"""`gridcommand bench`: how fast it is, beside a bare floor measured in the same run. Figures, never a test.

Each file has one part: machine (what it ran on, what processes cost), district (who is in it), system (the real
servers and processes), floor (the bare server), phone, frames and crowd (the load), load (the process of the load),
driver (our end of it), receipts, flow, sockets, decision (what is measured), sampler and profile (where the time
goes), table, run.
"""
