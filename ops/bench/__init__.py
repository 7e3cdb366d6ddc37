"""What Highbeam costs, beside two stock bots that hold a conversation of the same length over the same simulator.

One file a measurement (cost, latency, burst, memory); `contenders.py` runs the bots, `load.py` is the phones.
"""
