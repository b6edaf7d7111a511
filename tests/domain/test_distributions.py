"""Held against SciPy."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import special, stats

from nearer.domain.distributions import beta_cdf, beta_quantile, f_tail, searched, t_cdf, t_quantile

sizes = st.floats(0.05, 3000)
shares = st.floats(1e-6, 1 - 1e-6)


@given(st.floats(0, 1), sizes, sizes)
def test_beta(x, a, b):
    assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-9)


@given(shares, st.floats(0.5, 500), st.floats(0.5, 500))
def test_a_beta_quantile_has_its_share_below_it(share, a, b):
    assert special.betainc(a, b, beta_quantile(share, a, b)) == pytest.approx(share, abs=1e-5)


@given(st.floats(-60, 60), st.integers(1, 5000))
@example(7.4e-9, 1)
@example(1e-5, 3)
def test_t(t, df):
    """SciPy says one half for any t near 1e-8, wrong by 2e-9; so near zero its density, times t, is the measure."""
    said = 0.5 + t * stats.t.pdf(0, df) if abs(t) < 1e-5 else stats.t.cdf(t, df)
    assert t_cdf(t, df) == pytest.approx(said, abs=1e-11)


@given(shares, st.integers(1, 500))
def test_a_t_quantile_has_its_share_below_it(share, df):
    assert stats.t.cdf(t_quantile(share, df), df) == pytest.approx(share, abs=1e-9)


@given(st.floats(0, 200), st.integers(1, 12), st.integers(1, 300))
@example(1e-16, 1, 5)
@example(1e-17, 1, 1)
def test_f(f, df1, df2):
    """SciPy's own tail says one for any f near 1e-17, wrong by 2e-9; what its distribution leaves over is right."""
    assert f_tail(f, df1, df2) == pytest.approx(1 - stats.f.cdf(f, df1, df2), abs=1e-11)


def test_the_ends():
    assert (beta_cdf(0, 2, 3), beta_cdf(1, 2, 3), beta_cdf(-1, 2, 3)) == (0, 1, 0)
    assert (t_quantile(0.5, 7), t_cdf(0, 7), f_tail(0, 2, 7)) == (0, 0.5, 1)


def test_a_crossing_outside_is_its_nearer_end():
    assert searched(lambda x: x + 5, 0, 1) == 0
    assert searched(lambda x: x - 5, 0, 1) == 1
    assert searched(lambda x: x**3 - 0.2, 0, 1) == pytest.approx(0.2 ** (1 / 3))
