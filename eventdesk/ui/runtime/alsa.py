"""Keeps the sound library of Linux from writing on the terminal; failures come back anyway."""

import ctypes
import sys

_LIBRARY = "libasound.so.2"


def silence() -> None:
    """Have libasound's complaints about missing devices ignored; nothing where there is none.

    They go to a C function that ignores its arguments, as the library may complain on a thread
    that outlives Python. (ALSA, error.h: `snd_lib_error_set_handler`.)
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        set_handler = ctypes.CDLL(_LIBRARY).snd_lib_error_set_handler
        ignores_all = ctypes.CDLL(None).getpid
    except (OSError, AttributeError):
        return
    set_handler.argtypes = [ctypes.c_void_p]
    set_handler(ctypes.cast(ignores_all, ctypes.c_void_p))
