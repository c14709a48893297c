-- An episode of early help that began.
-- kind: event
select
  earl_episode_id as record_id,
  earl_person_id as child_id,
  earl_episode_worker_id as worker,
  earl_episode_start_date as counted_on,
  earl_episode_start_date as reference_day
from ssd_early_help_episodes
