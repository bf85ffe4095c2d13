"""The demo district: a small, made-up Qiongshan with people of every role. Everything in it is labelled synthetic."""

from workers.demo.fill import fill

__all__ = ["fill"]
