-- A time when a child was missing, or away without leave, counted on the day it began, with how
-- often the child went missing in the ninety days to it and the strategy discussion that followed.
-- kind: event
-- worker: allocated
-- looks back: missing_in_90_days
select
  episode.miss_table_id as record_id,
  episode.miss_person_id as child_id,
  episode.miss_missing_episode_start_date as counted_on,
  episode.miss_missing_episode_start_date as reference_day,
  episode.miss_missing_episode_start_date as started_on,
  episode.miss_missing_episode_end_date as ended_on,
  coalesce(episode.miss_missing_episode_type, 'Missing') as kind,
  in_care.episode_id as in_care_id,
  often.missing as missing_in_90_days,
  discussed.held_on as discussion_on
from ssd_missing as episode
left join (
  select
    episode.miss_table_id as episode_id,
    count(*) as missing
  from ssd_missing as episode
  join ssd_missing as other
    on other.miss_person_id = episode.miss_person_id
    and other.miss_missing_episode_start_date
      between episode.miss_missing_episode_start_date - interval 90 day
      and episode.miss_missing_episode_start_date
  where coalesce(other.miss_missing_episode_type, 'Missing') <> 'Away'
  group by episode.miss_table_id
) as often
  on often.episode_id = episode.miss_table_id
left join (
  select
    episode.miss_table_id as episode_id,
    min(discussion.held_on) as held_on
  from ssd_missing as episode
  join strategy_discussions as discussion
    on discussion.person_id = episode.miss_person_id
    and discussion.held_on >= episode.miss_missing_episode_start_date
  where discussion.about in ('MISSING', 'EXPLOITATION')
    or discussion.missing_episode_id = episode.miss_table_id
  group by episode.miss_table_id
) as discussed
  on discussed.episode_id = episode.miss_table_id
left join (
  select
    episode.miss_table_id as episode_id_missing,
    max(care.clae_cla_episode_id) as episode_id
  from ssd_missing as episode
  join ssd_cla_episodes as care
    on care.clae_person_id = episode.miss_person_id
    and care.clae_cla_episode_start_date <= episode.miss_missing_episode_start_date
    and (
      care.clae_cla_episode_ceased_date is null
      or care.clae_cla_episode_ceased_date > episode.miss_missing_episode_start_date
    )
  group by episode.miss_table_id
) as in_care
  on in_care.episode_id_missing = episode.miss_table_id
