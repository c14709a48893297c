-- A time in which a child was looked after by short breaks alone (legal status V3 or V4).
select
  lega_person_id as child_id,
  lega_legal_status_start_date as started_on,
  lega_legal_status_end_date as ended_on
from ssd_legal_status
where lega_legal_status in ('V3', 'V4') and lega_person_id is not null
