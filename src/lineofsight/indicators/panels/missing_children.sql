-- A child who was missing at some time in the period, with how often in the twelve months to the
-- judged day and the last exploitation tool completed about them.
-- kind: stock
-- looks back: missing_in_12_months, exploitation_tool_on
-- worker: allocated
with missing as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    episode.miss_person_id as child_id,
    count(*) as missing_in_12_months,
    max(
      case
        when
          episode.miss_missing_episode_end_date is null
          or episode.miss_missing_episode_end_date >= periods.window_first_day
        then 1
        else 0
      end
    ) as in_period
  from periods
  join ssd_missing as episode
    on episode.miss_missing_episode_start_date <= periods.judged_on
    and (
      episode.miss_missing_episode_end_date is null
      or episode.miss_missing_episode_end_date >= periods.judged_on - interval 12 month
    )
  where coalesce(episode.miss_missing_episode_type, 'Missing') <> 'Away'
    and episode.miss_person_id is not null
  group by periods.period, periods.judged_on, episode.miss_person_id
)
select
  missing.period as period,
  missing.judged_on as judged_on,
  missing.child_id as record_id,
  missing.child_id as child_id,
  missing.judged_on as reference_day,
  missing.missing_in_12_months as missing_in_12_months,
  in_care.episode_id as in_care_id,
  tools.completed_on as exploitation_tool_on
from missing
left join (
  select
    missing.period as period,
    missing.child_id as child_id,
    max(tool.completed_on) as completed_on
  from missing
  join practice_tools as tool
    on tool.person_id = missing.child_id
    and tool.completed_on <= missing.judged_on
  where tool.tool in ('EXPLOITATION_SCREENING', 'EXPLOITATION_ASSESSMENT')
  group by missing.period, missing.child_id
) as tools
  on tools.period = missing.period
  and tools.child_id = missing.child_id
left join (
  select
    missing.period as period,
    missing.child_id as child_id,
    max(care.clae_cla_episode_id) as episode_id
  from missing
  join ssd_cla_episodes as care
    on care.clae_person_id = missing.child_id
    and care.clae_cla_episode_start_date <= missing.judged_on
    and (
      care.clae_cla_episode_ceased_date is null
      or care.clae_cla_episode_ceased_date > missing.judged_on
    )
  group by missing.period, missing.child_id
) as in_care
  on in_care.period = missing.period
  and in_care.child_id = missing.child_id
where missing.in_period = 1
