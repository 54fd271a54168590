"""Light in 16 bits: what the kernels and numpy write and read."""

from __future__ import annotations

import numpy as np
from numba import njit

from synthclips.halves import coded, decoded, encoded, lit


@njit
def through_kernels(light, codes, back):
    for i in range(light.shape[0]):
        codes[i] = coded(light[i])
        back[i] = lit(codes[i])


def spread(count=20_000):
    draws = np.random.Generator(np.random.Philox(3)).random(count)
    return np.exp((draws * 60 - 38) * np.log(2)).astype(np.float32)  # 2^-38 .. 2^22


def test_light_comes_back_within_half_a_step_over_sixty_octaves():
    light = spread()
    np.testing.assert_allclose(decoded(encoded(light)), light, rtol=2**-11)


def test_every_code_comes_back_as_itself():
    codes = np.arange(65536).astype(np.uint16)
    assert (encoded(decoded(codes)) == codes).all()
    assert (np.diff(decoded(codes)) > 0).all()


def test_kernels_and_numpy_write_the_same_codes_whatever_they_are_given():
    light = np.concatenate([spread(), np.array([0.0, -1.0, -1e30, 1e-30, 3e7, 1e38, np.inf], np.float32)])
    codes, back = np.zeros(len(light), np.uint16), np.zeros(len(light), np.float32)
    through_kernels(light, codes, back)
    assert (codes == encoded(light)).all()
    assert (back == decoded(codes)).all()
    assert (back[-7:-3] < 1e-12).all()  # as good as none
    assert (codes[-3:] == 65535).all()
