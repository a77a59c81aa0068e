-- Journals may hold invites, followers, comments, hand-overs between consoles and reports from here on. A program that cannot fold them
-- must refuse the workspace in words: so the number goes up, and nothing else changes.
SELECT 1;
