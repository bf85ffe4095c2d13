// The kinds a grid worker reports most, with a drawing each (24×24 strokes): first on the page, one touch.
export const COMMON: Record<string, string> = {
  'event.0406':
    'M3 15c2 0 2 2 4.500 2s2.500-2 4.500-2 2.500 2 4.500 2 2.500-2 4.500-2M3 20c2 0 2 2 4.500 2s2.500-2 4.500-2 2.500 2 4.500 2 2.500-2 4.500-2M12 2s4 5 4 8a4 4 0 0 1-8 0c0-3 4-8 4-8z',
  'event.0601': 'M3 20h18M5 18 15 8M15 8c-3-4 2-7 4-4 4 0 4 6 0 6-2 2-5 1-4-2z',
  'event.0404': 'M4 5h7v6h6v4M14 15h6M17 18v1M15 21v1M19 21v1',
  'component.0101':
    'M12 6c5 0 9 2 9 5s-4 5-9 5-9-2-9-5 4-5 9-5zM8 9v4M12 8.500v5M16 9v4M3 12v3c0 3 4 5 9 5s9-2 9-5v-3',
  'event.0205': 'M4 4h16v8H4zM8 12v9M16 12v9M9 6l3 3-2 1 3 2',
  'event.0408': 'M8 22V3M4 6h8M12 6c4 4 6 4 9 2M17 12l-3 5h4l-2 4',
  'grid.hidden_danger': 'M12 3 22 20H2zM12 9v5M12 17v.5',
  'grid.dispute': 'M3 4h11v8H8l-3 3v-3H3zM16 9h5v8h-2v3l-3-3h-5v-2',
  'grid.special_need': 'M12 21s-8-5-8-11a4.500 4.500 0 0 1 8-3 4.500 4.500 0 0 1 8 3c0 6-8 11-8 11z',
  'grid.medical': 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
  'grid.fire': 'M12 2c1 4 6 6 6 12a6 6 0 0 1-12 0c0-2 1-4 2-5 0 2 1 3 2 3 0-4 0-7 2-10z',
  'grid.lost_person':
    'M10 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 21c0-5 3-8 6-8 2 0 3 1 4 2M17 15a2 2 0 1 1 2 3v1M19 21.500v.2',
}
