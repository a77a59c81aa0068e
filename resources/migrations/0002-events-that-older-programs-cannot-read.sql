-- Journals may hold events of outside help by name, groups, errands, checked backups and environments from here on. A program that cannot fold
-- them must refuse the workspace in words, and not fail in the middle of reading it: so the number goes up, and nothing else changes.
SELECT 1;
