"""Tables that editors export, change in a spreadsheet and import again; the tables of facts.

May import `smartcity.outputs` and the rooms before it. Start reading with `resources`.
"""
