-- A child in care at the period's end, other than on short breaks, with the last visits that saw
-- them and the rule of how often they are to be visited.
-- kind: stock
-- worker: allocated
select
  in_care.period as period,
  in_care.judged_on as judged_on,
  in_care.child_id as record_id,
  in_care.child_id as child_id,
  in_care.judged_on as reference_day,
  in_care.began_on as began_on,
  coalesce(seen.seen_on, in_care.began_on) as seen_or_began_on,
  placed.since_on as since_on,
  placed.requirement as requirement_by_codes,
  case
    when recorded.basis is null or recorded.basis in ('FIRST_WEEK', 'LOCAL', 'SHORT_BREAKS')
    then placed.requirement
    when
      recorded.basis in ('FIRST_YEAR', 'AFTER_FIRST_YEAR', 'LONG_TERM_PLACEMENT')
      and placed.since_on + interval '12 months' > in_care.judged_on
    then 'FIRST_YEAR'
    when
      recorded.basis = 'LONG_TERM_PLACEMENT'
      and recorded.interval_unit = 'MONTHS'
      and recorded.interval_length > 3
    then 'LONG_TERM_AGREED'
    else recorded.basis
  end as requirement,
  placed.reviewed_on as reviewed_on,
  placed.seen_on as seen_on,
  coalesce(placed.seen_on, placed.since_on) as seen_or_since_on,
  case
    when recorded.basis in ('FIRST_WEEK', 'SHORT_BREAKS') or recorded.interval_length < 1 then null
    when recorded.interval_unit = 'DAYS'
    then cast(placed.seen_on + interval '1 day' * recorded.interval_length as date)
    when recorded.interval_unit = 'WEEKS'
    then cast(placed.seen_on + interval '7 days' * recorded.interval_length as date)
    when recorded.interval_unit = 'MONTHS'
    then cast(placed.seen_on + interval '1 month' * recorded.interval_length as date)
  end as recorded_due_on,
  cast(null as date) as seen_next_on
from in_care
left join (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    max(visit.clav_cla_visit_date) as seen_on
  from in_care
  join ssd_cla_visits as visit
    on visit.clav_person_id = in_care.child_id
    and visit.clav_cla_visit_date between in_care.began_on and in_care.judged_on
  where visit.clav_cla_visit_seen = 'Y'
  group by in_care.period, in_care.child_id
) as seen
  on seen.period = in_care.period and seen.child_id = in_care.child_id
left join (
  with lived as (
    select
      period,
      child_id,
      placement_type,
      placed_on
    from (
      select
        in_care.period as period,
        in_care.child_id as child_id,
        placement.clap_cla_placement_type as placement_type,
        placement.clap_cla_placement_start_date as placed_on,
        row_number() over (
          partition by in_care.period, in_care.child_id
          order by
            case
              when placement.clap_cla_placement_type in ('T0', 'T1', 'T2', 'T3', 'T4') then 1
              else 0
            end,
            placement.clap_cla_placement_start_date desc,
            placement.clap_cla_placement_id desc
        ) as place
      from in_care
      join ssd_cla_placement as placement
        on placement.clap_person_id = in_care.child_id
        and placement.clap_cla_placement_start_date <= in_care.judged_on
        and (
          placement.clap_cla_placement_end_date is null
          or placement.clap_cla_placement_end_date > in_care.judged_on
        )
    ) as placements
    where place = 1
  ),
  ordered as (
    select
      in_care.period as period,
      in_care.child_id as child_id,
      max(
        case when status.lega_legal_status = 'C1' then status.lega_legal_status_start_date end
      ) as interim_on,
      max(
        case when status.lega_legal_status = 'C2' then status.lega_legal_status_start_date end
      ) as care_order_on
    from in_care
    join ssd_legal_status as status
      on status.lega_person_id = in_care.child_id
      and status.lega_legal_status_start_date <= in_care.judged_on
      and (
        status.lega_legal_status_end_date is null
        or status.lega_legal_status_end_date > in_care.judged_on
      )
    where status.lega_legal_status in ('C1', 'C2')
    group by in_care.period, in_care.child_id
  ),
  situations as (
    select
      in_care.period as period,
      in_care.judged_on as judged_on,
      in_care.child_id as child_id,
      case
        when lived.placement_type = 'P1' and ordered.care_order_on > lived.placed_on
        then ordered.care_order_on
        else coalesce(lived.placed_on, in_care.began_on)
      end as since_on,
      case
        when lived.placement_type in ('A3', 'A4', 'A5', 'A6') then 'PLACED_FOR_ADOPTION'
        when lived.placement_type = 'P1' and ordered.interim_on is not null then 'INTERIM_ORDER'
        when lived.placement_type = 'P1' and ordered.care_order_on > lived.placed_on
        then 'CARE_ORDER_AT_HOME'
        when lived.placement_type = 'P1' then 'WITH_PARENTS'
        when
          coalesce(lived.placed_on, in_care.began_on) + interval '12 months' > in_care.judged_on
        then 'FIRST_YEAR'
        when lived.placement_type in ('U1', 'U4') then 'LONG_TERM_PLACEMENT'
        else 'AFTER_FIRST_YEAR'
      end as requirement
    from in_care
    left join lived
      on lived.period = in_care.period and lived.child_id = in_care.child_id
    left join ordered
      on ordered.period = in_care.period and ordered.child_id = in_care.child_id
  ),
  visited as (
    select
      situations.period as period,
      situations.child_id as child_id,
      max(visit.clav_cla_visit_date) as seen_on
    from situations
    join ssd_cla_visits as visit
      on visit.clav_person_id = situations.child_id
      and visit.clav_cla_visit_date between situations.since_on and situations.judged_on
    where visit.clav_cla_visit_seen = 'Y'
    group by situations.period, situations.child_id
  ),
  reviewed as (
    select
      situations.period as period,
      situations.child_id as child_id,
      min(review.clar_cla_review_date) as reviewed_on
    from situations
    join ssd_cla_reviews as review
      on review.clar_cla_person_id = situations.child_id
      and review.clar_cla_review_date between situations.since_on and situations.judged_on
    where review.clar_cla_review_cancelled is distinct from 'Y'
    group by situations.period, situations.child_id
  )
  select
    situations.period as period,
    situations.child_id as child_id,
    situations.since_on as since_on,
    situations.requirement as requirement,
    visited.seen_on as seen_on,
    reviewed.reviewed_on as reviewed_on
  from situations
  left join visited
    on visited.period = situations.period and visited.child_id = situations.child_id
  left join reviewed
    on reviewed.period = situations.period and reviewed.child_id = situations.child_id
) as placed
  on placed.period = in_care.period and placed.child_id = in_care.child_id
left join (
  select
    period,
    child_id,
    basis,
    interval_length,
    interval_unit
  from (
    select
      in_care.period as period,
      in_care.child_id as child_id,
      requirement.basis as basis,
      requirement.interval_length as interval_length,
      requirement.interval_unit as interval_unit,
      row_number() over (
        partition by in_care.period, in_care.child_id
        order by requirement.started_on desc, requirement.visit_requirement_id desc
      ) as place
    from in_care
    join visit_requirements as requirement
      on requirement.person_id = in_care.child_id
      and requirement.started_on <= in_care.judged_on
      and (requirement.ended_on is null or requirement.ended_on > in_care.judged_on)
    where requirement.visit_kind = 'CHILD_IN_CARE'
  ) as requirements
  where place = 1
) as recorded
  on recorded.period = in_care.period and recorded.child_id = in_care.child_id
