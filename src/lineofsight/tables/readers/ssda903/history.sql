-- What tables are filled with that no module of the return holds as it is.

-- Every episode with the one before it and the one after, and where its period of care, its
-- placement and its legal status began.
create or replace temp table care_episodes as
with in_order as (
  select
    *,
    lag(row_number) over following is null as is_first,
    lag(DEC_on) over following as before_DEC_on,
    lag(REC) over following as before_REC,
    lag(LS) over following as before_LS,
    lag(PLACE) over following as before_PLACE,
    lag(PL_POST) over following as before_PL_POST,
    lag(URN) over following as before_URN,
    lead(DECOM_on) over following as after_DECOM_on,
    lead(RNE) over following as after_RNE
  from Episodes
  window following as (partition by CHILD order by DECOM_on nulls last, row_number)
),
begun as (
  select *, is_first or RNE = 'S' or before_REC <> 'X1' as starts_care
  from in_order
),
changed as (
  select
    *,
    coalesce(starts_care, false)
      or coalesce(RNE in ('P', 'B', 'T'), false)
      or (RNE is distinct from 'L' and PLACE is distinct from before_PLACE) as starts_placement,
    coalesce(starts_care, false) or LS is distinct from before_LS as starts_status
  from begun
),
counted as (
  select
    *,
    count(*) filter (where starts_care) over so_far as care_no,
    count(*) filter (where starts_placement) over so_far as placement_no,
    count(*) filter (where starts_status) over so_far as status_no
  from changed
  window so_far as (
    partition by CHILD order by DECOM_on nulls last, row_number
    rows between unbounded preceding and current row
  )
)
select
  *,
  first_value(DECOM) over care as care_began,
  first_value(DECOM_on) over care as care_began_on,
  first_value(DECOM) over placement as placement_began,
  first_value(DECOM) over status as status_began,
  case when first_value(RNE) over care = 'S' then first_value(DECOM) over care end as entered_care
from counted
window
  care as (partition by CHILD, care_no order by DECOM_on nulls last, row_number),
  placement as (partition by CHILD, placement_no order by DECOM_on nulls last, row_number),
  status as (partition by CHILD, status_no order by DECOM_on nulls last, row_number);

create or replace temp table periods_of_care as
select
  CHILD,
  min(care_began_on) as began_on,
  last(DEC_on order by DECOM_on nulls first, row_number) as ended_on,
  last(REC order by DECOM_on nulls first, row_number) as ended_with,
  {care_id} as care_id
from care_episodes
group by CHILD, care_no, care_began;

create or replace temp table placements as
select
  min(row_number) as row_number,
  CHILD,
  any_value(care_began) as care_began,
  placement_began,
  min(DECOM_on) as began_on,
  last(DEC order by DECOM_on nulls last, row_number) as DEC,
  last(DEC_on order by DECOM_on nulls last, row_number) as ended_on,
  first(PLACE order by DECOM_on nulls last, row_number) as PLACE,
  first(PLACE_PROVIDER order by DECOM_on nulls last, row_number) as PLACE_PROVIDER,
  first(URN order by DECOM_on nulls last, row_number) filter (where URN is not null) as URN,
  first(PL_POST order by DECOM_on nulls last, row_number) filter (where PL_POST is not null)
    as PL_POST,
  last(REASON_PLACE_CHANGE order by DECOM_on nulls last, row_number) as REASON_PLACE_CHANGE
from care_episodes
group by CHILD, placement_no, placement_began;

create or replace temp view legal_statuses as
select
  min(row_number) as row_number,
  CHILD,
  any_value(LS) as LS,
  status_began,
  last(DEC order by DECOM_on nulls last, row_number) as DEC
from care_episodes
where LS is not null
group by CHILD, status_no, status_began;

create or replace temp table care_reviews as
select review.*, period.care_id, period.began_on as care_began_on
from Reviews as review
left join periods_of_care as period
  on period.CHILD = review.CHILD
  and review.REVIEW_on >= period.began_on
  and review.REVIEW_on <= coalesce(period.ended_on, date '9999-12-31')
qualify row_number() over (partition by review.row_number order by period.began_on desc) = 1;

create or replace temp view liberty_orders as
select liberty.*, {placement_id} as placement_id
from DoLo as liberty
left join placements as placement
  on placement.CHILD = liberty.CHILD
  and liberty.DOLO_START_on >= placement.began_on
  and liberty.DOLO_START_on < coalesce(placement.ended_on, date '9999-12-31')
qualify row_number() over (partition by liberty.row_number order by placement.began_on desc) = 1;

create or replace temp view health_checks as
select row_number, CHILD, year, 'Health Assessment' as kind from OC2 where HEALTH_ASSESSMENT = '1'
union all
select row_number, CHILD, year, 'Dental Check' from OC2 where TEETH_CHECK = '1';

-- A decision that a child should be placed for adoption, with what became of it in that period of
-- care, and every other period that ended with a permanent order.
create or replace temp view ways_to_permanence as
with decisions as (
  select
    coalesce(decision.row_number, 1000000000 + adopted.row_number) as row_number,
    coalesce(decision.CHILD, adopted.CHILD) as CHILD,
    coalesce(decision.DATE_PLACED, adopted.DATE_INT) as decided,
    coalesce(decision.DATE_PLACED_on, adopted.DATE_INT_on) as decided_on,
    DATE_PLACED_CEASED, REASON_PLACED_CEASED,
    DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR
  from PlacedAdoption as decision
  full join AD1 as adopted
    on adopted.CHILD = decision.CHILD and adopted.DATE_INT = decision.DATE_PLACED
),
orders as (
  select
    *,
    case
      when ended_with in ('E11', 'E12') then 'Adoption'
      when ended_with in ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') then 'Special Guardianship'
      when ended_with = 'E41' then 'Child Arrangements Order/ Residence Order'
    end as order_type
  from periods_of_care
),
decided_ways as (
  select
    decisions.*, orders.care_id, orders.order_type,
    case when orders.order_type is not null then orders.ended_on end as ordered,
    (
      select min(placement.began_on) from placements as placement
      where placement.CHILD = decisions.CHILD
        and placement.PLACE in ('A3', 'A4', 'A5', 'A6')
        and placement.began_on between decisions.decided_on
          and coalesce(orders.ended_on, date '9999-12-31')
    ) as placed
  from decisions
  left join orders
    on orders.CHILD = decisions.CHILD
    and decisions.decided_on >= orders.began_on
    and decisions.decided_on <= coalesce(orders.ended_on, date '9999-12-31')
  qualify row_number() over (
    partition by decisions.row_number order by orders.began_on desc
  ) = 1
),
ways as (
  select * from decided_ways
  union all by name
  select
    2000000000 + row_number() over () as row_number, CHILD, care_id, order_type,
    ended_on as ordered
  from orders
  where order_type is not null
    and care_id not in (select care_id from decided_ways where care_id is not null)
)
select *, {way_id} as way_id from ways;
