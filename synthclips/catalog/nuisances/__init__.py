"""What stirs in a home and is nobody: lights, machines, cloth, things that fall.

A kind's maker plays it: `make(nuisance, scene, times_s, *, <params>) -> Disturbance`. Its traits, all optional but "told":
told: what is seen, for captions ("a robot vacuum drives about").
lasts: seconds, a constant or distribution; without it, all the clip.
needs(scenery) -> what the home must have and has not ("a window"), or "".
items: kinds of furniture that move: drawn as movers in every clip of a home whose file names the nuisance.
fixtures(scenery, stream) -> [(kind, (x_m, y_m, yaw_rad))]: furniture that the home gets for it, on the floor or from the ceiling;
    or (x_m, y_m, z_m, yaw_rad).
wanted(scenery) -> (N, 7) places some of which a viewpoint should show, the ways they face, and least cosines with these.
lights(scenery) -> ids of things whose bulb or screen it needs: lamps of the home, at weight 0 unless they are on.
lamps(id, scenery, lamps, stream) -> lamps that the home gets for it, at weight 0: dark until it happens.
settle(home, nuisance, stream) -> what it settles of this clip (lamp, item, path), put into its params.
"""
