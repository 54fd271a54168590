"""From light to delivered frames: sensor, automatic exposure, denoising, tone, clock, encoding. Knows no scenes."""
