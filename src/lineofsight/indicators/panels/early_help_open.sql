-- An episode of early help open at the period's end.
-- kind: stock
select
  periods.period as period,
  periods.judged_on as judged_on,
  episode.earl_episode_id as record_id,
  episode.earl_person_id as child_id,
  episode.earl_episode_worker_id as worker,
  periods.judged_on as reference_day,
  episode.earl_episode_start_date as started_on
from periods
join ssd_early_help_episodes as episode
  on episode.earl_episode_start_date <= periods.judged_on
  and (
    episode.earl_episode_end_date is null
    or episode.earl_episode_end_date > periods.judged_on
  )
