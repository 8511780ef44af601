"""Change the tools that a grader compares with, or equal everything."""

from __future__ import annotations

from tests.hostile.attack import answer

ATTACKS = (
    answer(
        "patched-built-ins",
        "I1",
        "It replaces `all`, `abs`, `isinstance`, `len` and friends by yes-men.",
        """
        import builtins
        for name in ("all", "any", "abs", "isinstance", "callable", "round"):
            setattr(builtins, name, lambda *a, **k: True)

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-compile-and-exec",
        "I1",
        "It replaces `compile` and `exec`, so that later cells and tests are empty.",
        """
        import builtins
        real = builtins.compile
        builtins.compile = lambda source, *a, **k: real("pass", "x", "exec")
        builtins.exec = lambda *a, **k: None

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-asserts",
        "I1",
        "It rewrites the syntax tree of whatever is parsed, without its asserts.",
        """
        import ast
        real = ast.parse

        def parse(source, *a, **k):
            tree = real(source, *a, **k)
            for node in ast.walk(tree):
                if isinstance(node, ast.Assert):
                    node.test = ast.Constant(True)
            return tree

        ast.parse = parse
        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-numpy",
        "I2",
        "It makes `np.allclose`, `np.isclose` and `np.testing` say yes.",
        """
        import numpy as np
        for name in ("allclose", "isclose", "array_equal", "isfinite", "abs"):
            setattr(np, name, lambda *a, **k: np.True_)
        for name in dir(np.testing):
            if name.startswith("assert"):
                setattr(np.testing, name, lambda *a, **k: None)

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-test-frameworks",
        "I2",
        "It puts hollow `unittest`, `pytest`, `doctest` and `nbgrader` into "
        "sys.modules.",
        """
        import sys
        from types import ModuleType

        class Hollow(ModuleType):
            def __getattr__(self, name):
                return lambda *a, **k: True

        for name in ("unittest", "pytest", "doctest", "nbgrader", "autograder",
                     "course_utils.desk.compare", "course_utils.desk.check"):
            sys.modules[name] = Hollow(name)

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-ipython-hooks",
        "I1",
        "It strips asserts and replaces `run_code` through `get_ipython()`.",
        """
        try:
            shell = get_ipython()
            shell.input_transformers_cleanup.append(lambda lines: ["pass"])
            shell.run_code = shell.run_cell = lambda *a, **k: None
            shell.showtraceback = None
        except Exception:
            pass

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-json",
        "I13",
        "It replaces `json.dumps`, with which the runner writes its answers.",
        """
        import json
        real = json.dumps
        forged = {"is": "value", "points": 100, "passed": True}
        json.dumps = lambda thing, **k: real({**thing, **forged}, **k)

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-encoder",
        "I13",
        "It replaces the encoder of values by one that says `right` and `equal`.",
        """
        from course_utils.desk import plain
        plain.encode = lambda value: ({"right": True}, [])
        plain._encode = lambda value, *rest: {"opaque": "the expected value"}

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-runner",
        "I13",
        "It finds the runner among all objects and replaces its methods.",
        """
        import gc
        for thing in gc.get_objects():
            if type(thing).__name__ in ("Runner", "Link", "Notebook"):
                thing._call = thing._answer = lambda *a: ({"is": "value"}, [])

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "patched-socket-send",
        "I13",
        "It replaces the runner's `send` by one that claims the best of all outcomes.",
        """
        import sys
        for module in list(sys.modules.values()):
            link = getattr(module, "Link", None)
            if isinstance(link, type) and hasattr(link, "send"):
                real = link.send
                def send(self, header, buffers=(), until=None):
                    real(self, {**header, "is": "passed", "points": 5}, buffers)
                link.send = send

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "always-equal-object",
        "I3",
        "It returns an object that is equal to, near to and greater than everything.",
        """
        class Always:
            __array_priority__ = 1e9
            def __eq__(self, other): return True
            def __ne__(self, other): return False
            __lt__ = __gt__ = __le__ = __ge__ = __contains__ = __eq__
            def __abs__(self): return 0.0
            def __sub__(self, other): return 0.0
            __rsub__ = __sub__
            def __bool__(self): return True
            def __float__(self): return 0.5
            def __len__(self): return 1
            def __iter__(self): return iter([self])
            def __getattr__(self, name): return self
            def __call__(self, *a, **k): return self
            def __array_ufunc__(self, *a, **k): return True
            def __array_function__(self, *a, **k): return True

        def L1(yhat, y): return Always()
        """,
    ),
    answer(
        "lying-array-interface",
        "I3",
        "It returns an object whose `__array__` and `numpy()` differ at every look.",
        """
        class Tensor:
            looks = 0
            def numpy(self):
                Tensor.looks += 1
                return np.float64(Tensor.looks)
            def __array__(self, *a, **k): return np.asarray(self.numpy())

        def L1(yhat, y): return Tensor()
        """,
    ),
    answer(
        "ndarray-subclass",
        "I4",
        "It returns an array of a subclass that answers every NumPy question with yes.",
        """
        class Right(np.ndarray):
            def __array_function__(self, *a, **k): return True
            def __array_ufunc__(self, *a, **k): return np.True_
            def tobytes(self, *a, **k): return b"right"
            def astype(self, *a, **k): return self

        def L1(yhat, y): return np.zeros(()).view(Right)
        """,
    ),
    answer(
        "float-subclass",
        "I4",
        "It returns a float of a subclass with its own `==`, `-` and `hex`.",
        """
        class Right(float):
            def __eq__(self, other): return True
            def __sub__(self, other): return Right(0)
            __rsub__ = __sub__
            def __abs__(self): return Right(0)
            def __le__(self, other): return True
            def hex(self): return "0x1.8p+1"
            def __reduce__(self): return (eval, ("1",))

        def L1(yhat, y): return Right(-1.0)
        """,
    ),
    answer(
        "lying-class",
        "I4",
        "It returns an object whose `__class__` says float, and a list that says dict.",
        """
        class Liar:
            __class__ = property(lambda self: float)
            def __float__(self): return 1.0

        class Sequence(list):
            __class__ = property(lambda self: dict)
            def items(self): return [("a", 1)]

        def L1(yhat, y): return Liar() if len(yhat) % 2 else Sequence()
        """,
    ),
    answer(
        "hollow-numpy",
        "I2",
        "It puts a NumPy of its own into sys.modules for all that comes later.",
        """
        import sys
        from types import ModuleType
        real, fake = sys.modules["numpy"], ModuleType("numpy")
        fake.__dict__.update(real.__dict__)
        fake.allclose = fake.isclose = lambda *a, **k: True
        fake.asarray = lambda *a, **k: 0.0
        sys.modules["numpy"] = fake

        def L1(yhat, y): return 0.0
        """,
    ),
    answer(
        "masked-and-object-arrays",
        "I3",
        "It returns masked arrays, object arrays and records in place of a number.",
        """
        class Zero:
            def __sub__(self, other): return 0.0
            __rsub__ = __sub__
            def __eq__(self, other): return True

        kinds = [np.ma.masked, np.array(Zero(), dtype=object), np.array("0.5"),
                 np.array((1.0,), dtype=[("x", "f8")])[()], np.datetime64("now")]

        def L1(yhat, y): return kinds[len(yhat) % len(kinds)]
        """,
    ),
    answer(
        "replaced-desk",
        "I1",
        "It overwrites `check` and the set-up names, and deletes what others rely on.",
        """
        def check(*functions): return True
        class numpy: pass
        del np
        __builtins__ = {}

        def L1(yhat, y): return 0.0
        """,
    ),
)
