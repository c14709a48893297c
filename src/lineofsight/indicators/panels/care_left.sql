-- A young person of sixteen to twenty who was in care on their sixteenth birthday or later and is
-- not in care at the period's end, with the last contact since then that reached them.
-- kind: stock
-- worker: allocated
-- looks back: left_on, contact_or_left_on
with care as (
  select
    episode.clae_person_id as child_id,
    episode.clae_cla_episode_start_date as started_on,
    episode.clae_cla_episode_ceased_date as ended_on,
    cast(person.pers_dob + interval 16 year as date) as sixteen_on,
    cast(person.pers_dob + interval 21 year as date) as twenty_one_on,
    person.pers_death_date as died_on
  from ssd_cla_episodes as episode
  join ssd_person as person
    on person.pers_person_id = episode.clae_person_id
  left join (
    select distinct
      episode.clae_cla_episode_id as episode_id,
      episode.clae_person_id as child_id
    from ssd_cla_episodes as episode
    join ssd_legal_status as status
      on status.lega_person_id = episode.clae_person_id
      and status.lega_legal_status_start_date <= episode.clae_cla_episode_start_date
      and (
        status.lega_legal_status_end_date is null
        or status.lega_legal_status_end_date > episode.clae_cla_episode_start_date
      )
    where status.lega_legal_status in ('V3', 'V4')
  ) as short_breaks
    on short_breaks.episode_id = episode.clae_cla_episode_id
    and short_breaks.child_id = episode.clae_person_id
  where short_breaks.episode_id is null
),
left_care as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    care.child_id as child_id,
    max(care.ended_on) as left_on
  from periods
  join care
    on care.started_on <= periods.judged_on
    and care.sixteen_on <= periods.judged_on
    and care.twenty_one_on > periods.judged_on
    and (care.died_on is null or care.died_on > periods.judged_on)
  group by periods.period, periods.judged_on, care.child_id, care.sixteen_on
  having max(case when care.ended_on is null or care.ended_on > periods.judged_on then 1 else 0 end) = 0
    and max(care.ended_on) >= care.sixteen_on
)
select
  left_care.period as period,
  left_care.judged_on as judged_on,
  left_care.child_id as record_id,
  left_care.child_id as child_id,
  left_care.judged_on as reference_day,
  left_care.left_on as left_on,
  coalesce(last_contacts.contacted_on, left_care.left_on) as contact_or_left_on,
  cast(null as date) as contacted_next_on
from left_care
left join (
  select
    left_care.period as period,
    left_care.child_id as child_id,
    max(contact.contacted_on) as contacted_on
  from left_care
  join care_leaver_contacts as contact
    on contact.person_id = left_care.child_id
    and contact.contacted_on between left_care.left_on and left_care.judged_on
  where contact.reached = 'Y' and contact.contact_kind is distinct from 'THROUGH_ANOTHER'
  group by left_care.period, left_care.child_id
) as last_contacts
  on last_contacts.period = left_care.period
  and last_contacts.child_id = left_care.child_id
