window.YTD.tweets.part1 = [
  {"tweet":{"id_str":"1900000000000000002","id":"1900000000000000002","created_at":"Mon Mar 02 10:20:00 +0000 2026","full_text":"RT @teashop: new tea &amp; cups","favorite_count":"0","retweet_count":"9","lang":"en","entities":{"hashtags":[],"user_mentions":[{"screen_name":"teashop"}]}}},
  {"tweet":{"id_str":"1900000000000000003","created_at":"Mon Mar 02 10:25:00 +0000 2026","full_text":"@teashop gdzie paczka?","in_reply_to_status_id_str":"1900000000000000001","favorite_count":"2","lang":"pl"}},
  {"tweet":{"id_str":"1900000000000000004","created_at":"soon","full_text":"x"}}
];
