-- A care leaver with a seventeenth to twenty-first birthday in the period, no later than the judged
-- day, as their one row of care leavers tells how things stand; of several rows of a young person
-- the one whose number sorts last as text.
-- kind: stock
-- as things stand: ssd_care_leavers
with leavers as (
  select
    standing.clea_table_id as leaver_id,
    standing.clea_person_id as child_id,
    standing.clea_care_leaver_allocated_team as team,
    standing.clea_care_leaver_worker_id as worker,
    standing.clea_care_leaver_eligibility as eligibility,
    standing.clea_care_leaver_in_touch as in_touch,
    standing.clea_care_leaver_accommodation as accommodation,
    standing.clea_care_leaver_accom_suitable as suitable,
    standing.clea_care_leaver_activity as activity,
    person.pers_dob as born_on,
    row_number() over (
      partition by standing.clea_person_id
      order by standing.clea_table_id desc
    ) as place
  from ssd_care_leavers as standing
  join ssd_person as person
    on person.pers_person_id = standing.clea_person_id
),
birthdays as (
  select leaver_id, 17 as age, cast(born_on + interval 17 year as date) as birthday
  from leavers
  where place = 1
  union all
  select leaver_id, 18 as age, cast(born_on + interval 18 year as date) as birthday
  from leavers
  where place = 1
  union all
  select leaver_id, 19 as age, cast(born_on + interval 19 year as date) as birthday
  from leavers
  where place = 1
  union all
  select leaver_id, 20 as age, cast(born_on + interval 20 year as date) as birthday
  from leavers
  where place = 1
  union all
  select leaver_id, 21 as age, cast(born_on + interval 21 year as date) as birthday
  from leavers
  where place = 1
)
select
  periods.period as period,
  periods.judged_on as judged_on,
  leavers.leaver_id as record_id,
  leavers.child_id as child_id,
  leavers.team as team,
  leavers.worker as worker,
  periods.judged_on as reference_day,
  birthdays.birthday as started_on,
  birthdays.age as age,
  leavers.eligibility as eligibility,
  leavers.in_touch as in_touch,
  leavers.accommodation as accommodation,
  leavers.suitable as suitable,
  leavers.activity as activity
from periods
join birthdays
  on birthdays.birthday between periods.window_first_day and periods.judged_on
join leavers
  on leavers.leaver_id = birthdays.leaver_id
  and leavers.place = 1
