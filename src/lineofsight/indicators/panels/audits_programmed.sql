-- One of the audits that a line of the audit programme asks for, with the audit that answers it: the
-- first done for the line answers the first asked for. Counted on the day by which it was due.
-- kind: event
with digits as (
  select 0 as digit
  union all
  select 1 as digit
  union all
  select 2 as digit
  union all
  select 3 as digit
  union all
  select 4 as digit
  union all
  select 5 as digit
  union all
  select 6 as digit
  union all
  select 7 as digit
  union all
  select 8 as digit
  union all
  select 9 as digit
),
numbers as (
  select ones.digit + 10 * tens.digit + 100 * hundreds.digit as number
  from digits as ones
  cross join digits as tens
  cross join digits as hundreds
),
done as (
  select
    audit_programme_id,
    audited_on,
    row_number() over (partition by audit_programme_id order by audited_on, audit_id) as number
  from audits
  where audit_programme_id is not null and audited_on is not null
)
select
  line.audit_programme_id || ':' || cast(numbers.number as varchar) as record_id,
  line.team as team,
  line.auditor_id as worker,
  line.due_on as counted_on,
  line.due_on as reference_day,
  line.due_on as due_on,
  done.audited_on as audited_on
from audit_programme as line
join numbers
  on numbers.number between 1 and line.audits_due
left join done
  on done.audit_programme_id = line.audit_programme_id
  and done.number = numbers.number
where line.due_on is not null
