-- Append facts to a live stream in order, or not at all.
-- KEYS[1] stream. ARGV: first number, hash before it, most entries to keep, then for each fact: body, channels, area, hash.
-- Answers {"OK", last} / {"GAP", last}: read the ledger again from last / {"FORK", last}: another history stands there.
local stream, first, before, keep = KEYS[1], tonumber(ARGV[1]), ARGV[2], ARGV[3]
local count = (#ARGV - 3) / 4
local function hash_of(fields)
  for i = 1, #fields, 2 do
    if fields[i] == 'h' then return fields[i + 1] end
  end
end
local tail = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)
local last
if #tail == 0 then
  last = first - 1
  if last > 0 then redis.call('XADD', stream, last .. '-0', 'h', before) end
else
  last = tonumber(string.match(tail[1][1], '^(%d+)'))
  if last < first - 1 then return {'GAP', last} end
  local known = last - first + 1
  if known <= count then
    local expected = before
    if known > 0 then expected = ARGV[3 + known * 4] end
    if hash_of(tail[1][2]) ~= expected then return {'FORK', last} end
  end
end
for i = last - first + 2, count do
  local at = 3 + (i - 1) * 4
  redis.call('XADD', stream, 'MAXLEN', '~', keep, (first + i - 1) .. '-0',
    'f', ARGV[at + 1], 'c', ARGV[at + 2], 'a', ARGV[at + 3], 'h', ARGV[at + 4])
  last = first + i - 1
end
return {'OK', last}
