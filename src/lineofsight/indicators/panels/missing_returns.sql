-- A missing episode that ended, counted on the day the child was back, with what the dataset says of
-- the return interview.
-- kind: event
-- worker: allocated
select
  miss_table_id as record_id,
  miss_person_id as child_id,
  miss_missing_episode_end_date as counted_on,
  miss_missing_episode_end_date as reference_day,
  coalesce(miss_missing_episode_type, 'Missing') as kind,
  miss_missing_rhi_offered as offered,
  miss_missing_rhi_accepted as accepted
from ssd_missing
