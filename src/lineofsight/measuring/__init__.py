"""Indicators that share a panel compiled into one query; results and the rows behind them."""
