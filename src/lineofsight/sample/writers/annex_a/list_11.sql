-- People who have applied to adopt and whose way went on in the twelve months.
select
  adopter_id as adopter, family_id as family, gender, ethnicity, disabled, fostering_for_adoption,
  enquired_on, stage_1_started_on, stage_1_ended_on, stage_2_started_on, stage_2_ended_on,
  applied_on, approved_on, matched_on, placed_on, children_placed, adopted_on, left_on, left_reason
from adopters
where coalesce(stage_1_started_on, applied_on) <= as_at()
  and coalesce(adopted_on, left_on, as_at()) >= since(12)
order by adopter_id
